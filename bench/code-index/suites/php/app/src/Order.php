<?php
namespace Shop;
use Shop\Contracts\LoggerInterface;
class Order
{
    private array $lines = [];
    public function __construct(private LoggerInterface $logger) {}
    public function add(Line ...$lines): static
    {
        foreach ($lines as $line) {
            $this->lines[] = $line;
            $this->logger->log($line->label());
        }
        return $this;
    }
    public function total(): float
    {
        return array_sum(array_map(fn (Line $l): float => $l->amount(), $this->lines));
    }
    public function each(callable $cb): void
    {
        foreach ($this->lines as $l) { $cb($l); }
    }
}
class Line
{
    public function __construct(public readonly string $name, public readonly float $price = 0.0) {}
    public static function of(string $name): self { return new self($name, 1.0); }
    public function label(): string { return strtoupper($this->name); }
    public function amount(): float { return $this->price; }
}
