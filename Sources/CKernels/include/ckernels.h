#ifndef LLAMERO_CKERNELS_H
#define LLAMERO_CKERNELS_H

#include <stdint.h>

/// The memory layout of a matrix [rows, columns].
enum ck_form {
  /// Element (i, j) at i * stride + j.
  CK_PLAIN,
  /// Element (i, j) at j * stride + i.
  CK_TRANSPOSED,
  /// Panels of 32 columns as `pack` wrote them, `stride` = 32 * words floats apart.
  CK_PACKED
};

/// A matrix operand.
struct ck_matrix {
  const float *data;
  int64_t stride;
  enum ck_form form;
};

/// The scratch memory of a product in floats, and the number of columns of a panel.
enum { CK_GEMM_SCRATCH = 384 * (192 + 1024), CK_PANEL = 32 };

/// Matrix products of one precision. A packed word holds `word` elements adjacent along the depth.
struct ck_products {
  int64_t word;
  /// c = a b, or c += a b where `adds`: a [m, k], b [k, n], c [m, n] with rows ldc apart. The bits
  /// of c[i, j] depend on row i of a, column j of b and k alone. scratch holds CK_GEMM_SCRATCH
  /// floats.
  void (*gemm)(const struct ck_matrix *a, const struct ck_matrix *b, int64_t m, int64_t n,
               int64_t k, int64_t adds, float *c, int64_t ldc, float *scratch);
  /// Packs b [k, n] into panels of 32 columns, zero-padded: [ceil(n / 32)][words][32].
  void (*pack)(const struct ck_matrix *b, int64_t n, int64_t k, float *packed);
};

/// Fused CPU loops, compiled once per instruction set and dispatched at run time.
///
/// Every function is pure: it reads its inputs, writes its outputs, allocates nothing and keeps no
/// state. Inputs come first and are const, sizes last. Arrays are row-major float32 and never
/// alias unless the comment says so. The Swift reference backend states what each must equal.
struct ck_kernels {
  /// The instruction set these were compiled for, without its matrix products.
  const char *name;

  /// Products of float32, and with operands rounded to bfloat16 (the sums stay float32); NULL where
  /// the instruction set has none. Without the former OpenBLAS does it.
  const struct ck_products *single, *pairs;

  /// y[i] = a[i] + b[i]; y may alias a or b.
  void (*add)(const float *a, const float *b, float *y, int64_t count);
  /// y[i] += alpha * x[i].
  void (*axpy)(float alpha, const float *x, float *y, int64_t count);
  /// y[i] *= alpha.
  void (*scale)(float alpha, float *y, int64_t count);
  /// Returns the sum of x[i]^2, accumulated in double; NaN and infinity propagate.
  double (*sum_of_squares)(const float *x, int64_t count);

  /// y[r, :] = x[r, :] * inverse[r] * weight, inverse[r] = 1 / sqrt(mean(x[r, :]^2) + epsilon).
  void (*rms_norm_forward)(const float *x, const float *weight, float epsilon, float *y,
                           float *inverse, int64_t rows, int64_t width);
  /// dx of the above: inverse * (dy * w - x * inverse^2 * mean(dy * w * x)).
  void (*rms_norm_backward)(const float *dy, const float *x, const float *weight,
                            const float *inverse, float *dx, int64_t rows, int64_t width);
  /// dweight[c] += sum over r of dy[r, c] * x[r, c] * inverse[r], for c in [first, last).
  void (*rms_norm_weight_gradient)(const float *dy, const float *x, const float *inverse,
                                   float *dweight, int64_t rows, int64_t width, int64_t first,
                                   int64_t last);

  /// Rotates the halves of each head: y = (a cos - b sin, b cos + a sin), with sign * sin for sin.
  /// cosine and sine are [positions, head / 2]; x and y are [rows, heads * head].
  void (*rotate)(const float *x, const float *cosine, const float *sine, const int32_t *positions,
                 float sign, float *y, int64_t rows, int64_t heads, int64_t head);

  /// y = gate * sigmoid(gate) * up.
  void (*swiglu_forward)(const float *gate, const float *up, float *y, int64_t count);
  /// dgate and dup of the above.
  void (*swiglu_backward)(const float *dy, const float *gate, const float *up, float *dgate,
                          float *dup, int64_t count);

  /// In place over scores [rows, stride]: row r becomes the softmax of its first visible + r
  /// columns times `scale`; further columns up to `columns` become 0.
  /// logsum[r * logsum_stride] = log sum exp.
  void (*causal_softmax)(float *scores, float scale, float *logsum, int64_t logsum_stride,
                         int64_t visible, int64_t rows, int64_t columns, int64_t stride);
  /// In place over scores [rows, stride]: exp(scale * score - logsum), 0 beyond visible + r.
  void (*causal_probabilities)(float *scores, float scale, const float *logsum,
                               int64_t logsum_stride, int64_t visible, int64_t rows,
                               int64_t columns, int64_t stride);
  /// dp[r, c] = p[r, c] * (dp[r, c] - delta[r]) * scale, in place over dp; both [rows, stride].
  void (*softmax_score_gradient)(const float *p, float *dp, const float *delta, float scale,
                                 int64_t rows, int64_t columns, int64_t stride);
  /// delta[r] = sum over c of a[r, c] * b[r, c] for rows `stride` apart.
  void (*row_dots)(const float *a, const float *b, float *delta, int64_t rows, int64_t columns,
                   int64_t stride);
  /// One query [heads, head] over `count` rows of keys and values, `stride` apart, each head of
  /// which serves `group` heads of the query: out = softmax(scale * q k) v for each head.
  /// scratch holds heads * count floats.
  void (*attend_one)(const float *q, const float *k, const float *v, float scale, float *scratch,
                     float *out, int64_t count, int64_t head, int64_t heads, int64_t group,
                     int64_t stride);

  /// For each row of logits [rows, width]: logsum = log sum exp(inverse_temperature * logit) and
  /// entropy of that distribution in nats.
  void (*log_sum_exp)(const float *logits, float inverse_temperature, float *logsum, float *entropy,
                      int64_t rows, int64_t width);
  /// Continues the running softmax sums of some rows over further columns: logits [rows, width],
  /// for each row the largest so far, sum = sum of e, weighted = sum of e * below, where below =
  /// inverse_temperature * (logit - most) and e = exp(below). At the start most is -infinity and
  /// the sums are 0.
  void (*add_exponentials)(const float *logits, float inverse_temperature, float *most, float *sum,
                           float *weighted, int64_t rows, int64_t width);
  /// In place over columns [first, first + width) of the logits:
  /// logit[r, c] = g[r] * t * ([c == target[r]] - exp(t * logit[r, c] - logsum[r])),
  /// t the inverse temperature: the gradient of g . log p with respect to the logits.
  void (*log_probability_gradient)(float *logits, float inverse_temperature, const float *logsum,
                                   const int32_t *target, const float *g, int64_t rows,
                                   int64_t width, int64_t first);
  /// Draws an index with probability softmax(inverse_temperature * logits) by inverting the
  /// cumulative sum at `uniform` in [0, 1); scratch holds a float for each 256 of `width`.
  /// Returns the index and writes the log-probability.
  int32_t (*sample)(const float *logits, float inverse_temperature, float uniform, float *scratch,
                    float *log_probability, int64_t width);
  /// Returns the index of the first largest value.
  int32_t (*largest)(const float *values, int64_t width);

  /// One AdamW step (Loshchilov and Hutter 2019) with decoupled decay and PyTorch's placement of
  /// epsilon; step_size = lr / (1 - beta1^t), root_correction = sqrt(1 - beta2^t),
  /// decay = 1 - lr * weight decay, g is first multiplied by gradient_scale.
  void (*adamw)(float *parameter, const float *gradient, float *first, float *second,
                const float *settings, int64_t count);
  /// The same with both moments stored in bfloat16, rounded to nearest after the update used them.
  void (*adamw_bf16)(float *parameter, const float *gradient, uint16_t *first, uint16_t *second,
                     const float *settings, int64_t count);

  /// y[i] = the exact value of bfloat16 x[i].
  void (*decode_bf16)(const uint16_t *x, float *y, int64_t count);
  /// y[i] = the exact value of IEEE half-precision x[i].
  void (*decode_f16)(const uint16_t *x, float *y, int64_t count);
  /// y[i] = d * q of blocks of CK_Q8_LENGTH numbers: d in half precision, then signed bytes q.
  /// `count` is a multiple of the block length.
  void (*decode_q8)(const uint8_t *blocks, float *y, int64_t count);
};

/// The numbers of a block of GGUF's Q8_0, and its bytes.
enum { CK_Q8_LENGTH = 32, CK_Q8_BYTES = 34 };

/// Indices into `settings` of `adamw`.
enum {
  CK_ADAMW_STEP_SIZE,
  CK_ADAMW_ROOT_CORRECTION,
  CK_ADAMW_BETA1,
  CK_ADAMW_BETA2,
  CK_ADAMW_EPSILON,
  CK_ADAMW_DECAY,
  CK_ADAMW_GRADIENT_SCALE,
  CK_ADAMW_COUNT
};

/// Returns the kernels for a level: 0 plain x86-64 or other, 1 AVX2, 2 AVX-512; or the best level
/// below it that this machine can run.
const struct ck_kernels *ck_kernels_at_most(int level);

/// Returns the compiler, whose vectorisation determines the order of sums in the kernels.
const char *ck_compiler(void);

/// Returns the version of the C library, whose exp and log the kernels and their callers use.
const char *ck_math_library(void);

/// Returns whether this machine has fused multiply-add: exp and log of the C library then take
/// another path and may round otherwise.
int ck_fuses_multiply_add(void);

const struct ck_kernels *ck_kernels_baseline(void);
#if defined(__x86_64__)
const struct ck_kernels *ck_kernels_avx2(void);
const struct ck_kernels *ck_kernels_avx512(int has_bf16);
extern const struct ck_products ck_products_avx512bf16;
#endif

#endif
