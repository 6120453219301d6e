#if defined(__x86_64__)
#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,fma"))), apply_to = function)
#include "attend512.inc"
#include "gemm.inc"
#include "kernels.inc"

static const struct ck_products single = CK_PRODUCTS;
static const struct ck_kernels plain = CK_TABLE("AVX-512", .single = &single);
static const struct ck_kernels with_bf16 =
    CK_TABLE("AVX-512", .single = &single, .pairs = &ck_products_avx512bf16);

const struct ck_kernels *ck_kernels_avx512(int has_bf16) { return has_bf16 ? &with_bf16 : &plain; }
#pragma clang attribute pop
#endif
