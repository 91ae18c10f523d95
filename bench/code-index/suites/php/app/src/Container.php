<?php
declare(strict_types=1);
namespace Shop;

use Closure;
use Shop\Contracts\LoggerInterface;

final class Container
{
    /** @var array<string, Closure> */
    private array $factories = [];
    private array $instances = [];

    public function set(string $id, Closure $factory): void
    {
        $this->factories[$id] = $factory;
    }

    public function get(string $id): mixed
    {
        if (!isset($this->instances[$id])) {
            $this->instances[$id] = $this->make($id);
        }
        return $this->instances[$id];
    }

    private function make(string $id): mixed
    {
        $factory = $this->factories[$id];
        return $factory($this);
    }
}
