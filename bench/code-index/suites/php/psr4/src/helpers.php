<?php

namespace App;

function slug(string $text): string
{
    return strtolower(trim_slug($text));
}

function trim_slug(string $text): string
{
    return \trim($text);
}
