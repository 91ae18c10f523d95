<?php

function clean(string $s): string { return $s; }
function by_size($a, $b): int { return $a <=> $b; }

class Filter
{
    public function accept($x): bool
    {
        return $x > 1;
    }

    public static function positive($x): bool
    {
        return $x > 0;
    }

    public function run(array $xs): array
    {
        return array_filter($xs, [$this, 'accept']);
    }

    public function __invoke($x): bool
    {
        return $this->accept($x);
    }
}

$xs = array_map('clean', ['a']);
usort($xs, 'by_size');
$filter = new Filter();
$filter->run($xs);
array_filter($xs, ['Filter', 'positive']);
array_filter($xs, 'Filter::positive');
call_user_func([$filter, 'accept'], 1);
call_user_func_array('clean', ['x']);
$filter(3);
$name = 'clean';
$name('y');
$first = clean(...);
$first('z');
$method = 'accept';
$filter->$method(2);
