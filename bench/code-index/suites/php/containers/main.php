<?php

class Start
{
    public function execute(): void
    {
    }
}

class Stop
{
    public function execute(): void
    {
    }
}

function boot(): void
{
}

$commands = ['start' => new Start(), 'stop' => new Stop()];
foreach ($commands as $name => $command) {
    $command->execute();
}

$hooks = ['boot'];
foreach ($hooks as $hook) {
    $hook();
}

[$a, $b] = [new Start(), new Stop()];
$b->execute();

$class = 'Start';
(new $class())->execute();
