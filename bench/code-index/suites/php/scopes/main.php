<?php

class Cache
{
    public function get(string $key)
    {
        static $loader = null;
        $loader ??= new Loader();
        return $loader->load($key);
    }
}

class Loader
{
    public function load(string $key): string
    {
        return $key;
    }
}

function outer(): void
{
    function inner(): void
    {
        leaf();
    }
    inner();
}

function leaf(): void
{
}

function by_global(): void
{
    global $cache;
    $cache->get('a');
}

function by_param(Loader $l): void
{
    $l->load('b');
}

$cache = new Cache();
by_global();
by_param(new Loader());
outer();
