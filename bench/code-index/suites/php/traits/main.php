<?php

trait Loggable
{
    protected array $lines = [];

    public function log(string $line): void
    {
        $this->lines[] = $this->format($line);
    }

    abstract protected function format(string $line): string;

    public static function make(): static
    {
        return new static();
    }
}

trait Countable2
{
    public function total(): int
    {
        return $this->items();
    }
}

class Job
{
    use Loggable;
    use Countable2;

    public function run(): void
    {
        $this->log('run');
        $this->total();
    }

    protected function format(string $line): string
    {
        return $line;
    }

    private function items(): int
    {
        return 1;
    }
}

$job = Job::make();
$job->run();
$job->log('x');
