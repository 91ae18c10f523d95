<?php

function inc(int $x): int { return $x + 1; }
function dec(int $x): int { return $x - 1; }

function apply(callable $fn, int $x): int
{
    return $fn($x);
}

$offset = 2;
$add = function (int $x) use ($offset): int {
    return inc($x) + $offset;
};
$sub = fn(int $x) => dec($x) - $offset;

$add(1);
apply($sub, 2);
(function () { inc(3); })();

class Menu
{
    private array $handlers = [];
    private ?Closure $last = null;

    public function on(string $event, callable $handler): void
    {
        $this->handlers[$event] = $handler;
        $this->last = $handler;
    }

    public function fire(string $event): void
    {
        $this->handlers[$event]();
        ($this->last)();
    }

    public function bind(): void
    {
        $this->on('click', function () {
            $this->clicked();
        });
    }

    public function clicked(): void
    {
    }
}

$menu = new Menu();
$menu->bind();
$menu->fire('click');
