#include "attend.inc"

#if defined(__GLIBC__)
#include <gnu/libc-version.h>
#endif

#define CK_TEXT(x) #x
#define CK_VERSION(major, minor) "clang " CK_TEXT(major) "." CK_TEXT(minor)

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

const char *ck_compiler(void) { return CK_VERSION(__clang_major__, __clang_minor__); }

const char *ck_math_library(void) {
#if defined(__GLIBC__)
  return gnu_get_libc_version();
#else
  return "of unknown version";
#endif
}

int ck_fuses_multiply_add(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return 1;
#endif
}
