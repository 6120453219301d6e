#include "attend.inc"

static const struct ck_kernels table = CK_TABLE("baseline");

const struct ck_kernels *ck_kernels_baseline(void) { return &table; }

const struct ck_kernels *ck_kernels_at_most(int level) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (level >= 2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")) {
    return ck_kernels_avx512(__builtin_cpu_supports("avx512bf16"));
  }
  if (level >= 1 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    return ck_kernels_avx2();
  }
#endif
  (void)level;
  return ck_kernels_baseline();
}
