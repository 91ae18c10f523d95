<?php

namespace Shop\Tax;

const RATE = 2;

function compute(float $x): float
{
    return Table::lookup() * $x;
}

function round_up(float $x): float
{
    return $x;
}

class Table
{
    public static function lookup(): float
    {
        return 1.0;
    }
}
