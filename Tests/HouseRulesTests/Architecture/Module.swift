/// A box of the diagram; a composition root may import everything and says `nil`.
struct Module {
  let row: Int
  var mayImport: Set<String>? = []
}
