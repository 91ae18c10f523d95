<?php
namespace Shop\Log;
use Shop\Contracts\LoggerInterface;
class FileLogger implements LoggerInterface
{
    public function log(string $m): void { $this->write($m); }
    protected function write(string $m): void { \file_put_contents('x', $m); }
}
