<?php

class Model
{
    protected static array $cache = [];

    public static function create(): static
    {
        $model = new static();
        $model->boot();
        static::register($model);
        return $model;
    }

    public static function register(Model $m): void
    {
        self::$cache[] = $m;
    }

    public function boot(): void
    {
    }

    public static function instance(): self
    {
        return new self();
    }
}

class Post extends Model
{
    public function boot(): void
    {
        $this->prepare();
    }

    private function prepare(): void
    {
    }

    public function publish(): void
    {
    }
}

Post::create()->publish();
Model::instance()->boot();
$name = Post::class;
