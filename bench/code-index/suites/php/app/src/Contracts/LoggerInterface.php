<?php
namespace Shop\Contracts;
interface LoggerInterface { public function log(string $m): void; }
