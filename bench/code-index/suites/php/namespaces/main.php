<?php

namespace Shop;

use Shop\Tax as Rates;
use Shop\Tax\Table;
use function Shop\Tax\round_up;
use const Shop\Tax\RATE;

function strlen(string $s): int
{
    return 1;
}

function total(): float
{
    strlen('x');
    \strlen('y');
    namespace\price();
    return round_up(Rates\compute(1)) + Tax\Table::lookup() + RATE;
}

function price(): int
{
    return Table::lookup();
}

total();
