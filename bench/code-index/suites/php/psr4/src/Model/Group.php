<?php

namespace App\Model;

class Group
{
    /** @var User[] */
    private array $users = [];

    public function add(User $user): self
    {
        $this->users[] = $user;
        return $this;
    }

    public function names(): array
    {
        $names = [];
        foreach ($this->users as $user) {
            $names[] = $user->name();
        }
        return $names;
    }
}
