#if defined(__x86_64__)
#pragma clang attribute push( \
    __attribute__((target("avx512bf16,avx512f,avx512bw,avx512vl,avx512dq,avx2,fma"))), \
    apply_to = function)
#define CK_PAIRS 1
#include "gemm.inc"

const struct ck_products ck_products_avx512bf16 = CK_PRODUCTS;
#pragma clang attribute pop
#endif
