<?php

namespace App\Service;

use App\Model\User;
use App\Model\{Group, User as Member};
use function App\slug;

class UserService
{
    public function create(string $name): User
    {
        $user = new User($name);
        slug($user->name());
        return $user;
    }

    public function join(Group $group): Member
    {
        $group->add(new Member('m'));
        return new \App\Model\User('x');
    }
}
