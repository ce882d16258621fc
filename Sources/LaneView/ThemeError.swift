/// A theme file that cannot be used: where, and what would be right.
package struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// Counted from 1; nil when something is missing from the file as a whole.
    package let line: Int?
    package let message: String

    package var description: String {
        "\(file):\(line.map { "\($0):" } ?? "") \(message)"
    }
}
