#pragma once
#include "math_inline.h"
