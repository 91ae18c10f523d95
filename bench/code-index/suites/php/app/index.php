<?php
require __DIR__ . '/vendor/autoload.php';
use Shop\{Container, Order, Line};
use Shop\Log\FileLogger;
function show(Line $line): void { echo $line->label(); }
$c = new Container();
$c->set('logger', function (Container $c) { return new FileLogger(); });
$c->set('order', fn (Container $c) => new Order($c->get('logger')));
$order = $c->get('order');
$order->add(Line::of('a'), new Line('b'))->add(Line::of('c'));
echo $order->total();
$order->each('show');
$order->each(function (Line $l) { show($l); });
