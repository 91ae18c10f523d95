<?php
require_once __DIR__ . '/lib/math.php';
include 'lib/format.php';

function main(): void {
    $total = add(1, twice(2));
    show($total);
}

function fact(int $n): int {
    return $n <= 1 ? 1 : $n * fact($n - 1);
}

main();
fact(3);
