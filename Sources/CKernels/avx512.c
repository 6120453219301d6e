#if defined(__x86_64__)
#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,fma"))), apply_to = function)
#include "attend512.inc"

static const struct ck_kernels table =
    CK_TABLE("AVX-512", .gemm = ck_gemm, .gemm_pack = ck_gemm_pack);

const struct ck_kernels *ck_kernels_avx512(void) { return &table; }
#pragma clang attribute pop
#endif
