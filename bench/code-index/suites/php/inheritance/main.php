<?php

abstract class Shape
{
    public function __construct(protected string $name)
    {
    }

    abstract public function area(): float;

    public function describe(): string
    {
        return $this->label() . $this->area();
    }

    protected function label(): string
    {
        return $this->name;
    }
}

class Circle extends Shape
{
    public function area(): float
    {
        return self::square(2);
    }

    private static function square(float $x): float
    {
        return $x * $x;
    }
}

class Ring extends Circle
{
    public function __construct()
    {
        parent::__construct('ring');
    }

    public function area(): float
    {
        return parent::area() - 1;
    }
}

$circle = new Circle('c');
$circle->describe();
$ring = new Ring();
echo $ring->area();
