/// A bar of a given length, in a character that a lane is drawn with.
extension Glyphs {
    /// At least one column for anything at all; `share` is of `columns`, from 0 to 1.
    package func bar(_ share: Double, _ character: Character, _ columns: Int) -> String {
        guard share > 0, columns > 0 else { return "" }
        let length = min(max(Int((share * Double(columns)).rounded()), 1), columns)
        return String(repeating: character, count: length)
    }
}
