<?php
function show($value) { echo strtoupper((string) $value); }
