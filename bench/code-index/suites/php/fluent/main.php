<?php

class Select
{
    public function from(string $t): self
    {
        return $this;
    }

    public function where(string $c): static
    {
        $this->check($c);
        return $this;
    }

    public function get(): Result
    {
        return new Result();
    }

    private function check(string $c): void
    {
    }
}

class Result
{
    public function first(): ?Row
    {
        return $this->rows()[0];
    }

    /** @return Row[] */
    private function rows(): array
    {
        return [new Row()];
    }
}

class Row
{
    public function id(): int
    {
        return 1;
    }
}

function query(): Select
{
    return new Select();
}

query()->from('t')->where('a')->get()->first()->id();
