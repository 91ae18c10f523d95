<?php

namespace App\Model;

class User
{
    private string $name;

    public function __construct(string $name)
    {
        $this->name = $name;
        $this->touch();
    }

    public function name(): string
    {
        return $this->name;
    }

    protected function touch(): void
    {
    }
}
