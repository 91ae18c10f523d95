#pragma once

static inline int clamp(int x, int lo, int hi) {
  return x < lo ? lo : x > hi ? hi : x;
}

static inline int clamp_byte(int x) {
  return clamp(x, 0, 255);
}
