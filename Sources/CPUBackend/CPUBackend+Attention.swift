import CKernels
package import Tensors

extension CPUBackend {
  package func attention(_ input: AttentionInput) -> (output: Tensor, logSum: Tensor) {
    let output = empty(input.query.shape)
    let logSum = empty([input.query.rows, input.heads])
    let longest = input.spans.map(\.keyCount).max() ?? 0
    let scratch = scratch(BlockProduct.scratch + max(AttentionBlock.rows, input.heads) * longest)
    let attention = Attention(input, kernels: kernels, output: output, logSum: logSum)
    let tasks = attention.tasks()
    team.run(tasks.count) { task, worker in
      attention.forward(tasks[task], scratch(worker))
    }
    return (output, logSum)
  }

  package func attentionPullback(
    _ dy: Tensor, _ input: AttentionInput, output: Tensor, logSum: Tensor
  ) -> (query: Tensor, key: Tensor, value: Tensor) {
    let gradients = AttentionGradients(
      output: dy, query: empty(input.query.shape), key: zeros(input.key.shape),
      value: zeros(input.value.shape))
    let longest = input.spans.map(\.keyCount).max() ?? 0
    let block = AttentionBlock.rows * longest
    let scratch = scratch(BlockProduct.scratch + 2 * block + AttentionBlock.rows)
    let attention = Attention(input, kernels: kernels, output: output, logSum: logSum)
    let tasks = attention.tasks()
    team.run(tasks.count) { task, worker in
      attention.backward(tasks[task], gradients, scratch: scratch(worker), block: block)
    }
    return (gradients.query, gradients.key, gradients.value)
  }
}

/// The work of one task: the query heads that share some key heads, over one sequence.
struct AttentionTask {
  let span: AttentionSpan
  let keyHeads: Range<Int>
}

/// The gradients that attention reads and writes.
struct AttentionGradients {
  let output: Tensor
  let query: Tensor
  let key: Tensor
  let value: Tensor
}

/// A run of query rows of one head, and the keys that its last row sees.
struct AttentionBlock {
  /// How many query rows share one block of scores; scores never exist for more.
  static let rows = 64
  let query: Int
  let count: Int
  let visible: Int

  /// The number of keys the block's last row sees.
  var columns: Int { visible + count - 1 }
}

/// Causal attention with the pointers at hand.
struct Attention {
  let span: Int
  let head: Int
  let queryWidth: Int
  let keyWidth: Int
  let input: AttentionInput
  let kernels: UnsafePointer<ck_kernels>
  let query: UnsafeMutablePointer<Float>
  let key: UnsafeMutablePointer<Float>
  let value: UnsafeMutablePointer<Float>
  let output: UnsafeMutablePointer<Float>
  let logSum: UnsafeMutablePointer<Float>

  init(
    _ input: AttentionInput, kernels: UnsafePointer<ck_kernels>, output: Tensor, logSum: Tensor
  ) {
    self.input = input
    self.kernels = kernels
    span = input.heads
    head = input.head
    queryWidth = input.query.width
    keyWidth = input.key.width
    query = input.query.pointer
    key = input.key.pointer
    value = input.value.pointer
    self.output = output.pointer
    self.logSum = logSum.pointer
  }

  /// One task for each sequence and key head, longest sequences first.
  ///
  /// A single query takes all heads at once where there are queries enough: a row of the cache is
  /// then read as it lies. How heads are shared out changes no bits.
  func tasks() -> [AttentionTask] {
    let areMany = input.spans.count >= 8
    return input.spans.sorted { ($0.keyCount, $1.queryStart) > ($1.keyCount, $0.queryStart) }
      .flatMap { span in
        let heads = span.queryCount == 1 && areMany ? input.keyHeads : 1
        return stride(from: 0, to: input.keyHeads, by: heads).map {
          AttentionTask(span: span, keyHeads: $0..<$0 + heads)
        }
      }
  }

  /// Cuts the queries of a span into blocks.
  func blocks(_ span: AttentionSpan) -> [AttentionBlock] {
    stride(from: 0, to: span.queryCount, by: AttentionBlock.rows).map { start in
      AttentionBlock(
        query: span.queryStart + start, count: min(AttentionBlock.rows, span.queryCount - start),
        visible: span.keyCount - span.queryCount + start + 1)
    }
  }

  func queryOffset(_ row: Int, _ head: Int) -> Int { row * queryWidth + head * self.head }

  func keyOffset(_ span: AttentionSpan, _ keyHead: Int) -> Int {
    span.keyStart * keyWidth + keyHead * head
  }
}
