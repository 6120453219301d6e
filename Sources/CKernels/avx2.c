#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "attend.inc"

static const struct ck_kernels table = CK_TABLE("AVX2");

const struct ck_kernels *ck_kernels_avx2(void) { return &table; }
#pragma clang attribute pop
#endif
