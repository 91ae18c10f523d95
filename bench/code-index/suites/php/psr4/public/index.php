<?php

use App\Model\Group;
use App\Service\UserService;

require __DIR__ . '/../vendor/autoload.php';

$service = new UserService();
$user = $service->create('a');
echo $user->name();
$group = new Group;
$service->join($group)->name();
$group->add($user)->names();
