<?php

class AppException extends Exception
{
    public function report(): string
    {
        return $this->format();
    }

    private function format(): string
    {
        return $this->getMessage();
    }
}

function risky(): void
{
    throw new AppException('bad');
}

function cleanup(): void
{
}

try {
    risky();
} catch (AppException | RuntimeException $e) {
    $e->report();
} finally {
    cleanup();
}

enum Status: string
{
    case Open = 'open';
    case Closed = 'closed';

    public function label(): string
    {
        return match ($this) {
            Status::Open => self::text('o'),
            Status::Closed => self::text('c'),
        };
    }

    private static function text(string $s): string
    {
        return $s;
    }
}

echo Status::Open->label();
$anon = new class extends AppException {
    public function go(): void
    {
        $this->report();
    }
};
$anon->go();
