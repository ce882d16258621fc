import Synchronization

/// A character in four bytes, so that a cell is plain bits: copied without reference counting and compared
/// without Unicode normalization, twelve thousand times a frame.
///
/// A character of one scalar is that scalar. The few of several scalars (combining marks, joined emoji) are
/// numbered, once per process, in a table that stops growing at `capacity`; beyond it a character keeps only
/// its first scalar, so that hostile text costs accents, not memory.
struct Glyph: Hashable, Sendable {
    private let bits: UInt32
    private static let numbered: UInt32 = 1 << 31

    static let space = Glyph(" " as Unicode.Scalar)

    init(_ scalar: Unicode.Scalar) { bits = scalar.value }

    /// Free for a single scalar; a lock and a dictionary look-up for a cluster.
    init(_ character: Character) {
        let scalars = character.unicodeScalars
        let first = scalars[scalars.startIndex]
        if scalars.index(after: scalars.startIndex) == scalars.endIndex {
            bits = first.value
        } else if let number = Clusters.number(of: character) {
            bits = Self.numbered | number
        } else {
            bits = first.value
        }
    }

    /// Nil for a cluster.
    var scalar: Unicode.Scalar? { bits & Self.numbered != 0 ? nil : Unicode.Scalar(bits) }

    var character: Character {
        if bits & Self.numbered != 0 { return Clusters.character(bits & ~Self.numbered) }
        return Unicode.Scalar(bits).map(Character.init) ?? " "
    }
}

/// The characters of more than one scalar seen so far. A character keeps its number for the life of the process.
private enum Clusters {
    private struct Table {
        var numbers: [Character: UInt32] = [:]
        var characters: [Character] = []
    }

    private static let capacity = 1 << 16
    /// Longer clusters exist only to break things; no terminal composes them.
    private static let longest = 32
    private static let table = Mutex(Table())

    static func number(of character: Character) -> UInt32? {
        guard character.unicodeScalars.count <= longest else { return nil }
        return table.withLock { table in
            if let number = table.numbers[character] { return number }
            guard table.characters.count < capacity else { return nil }
            let number = UInt32(table.characters.count)
            table.numbers[character] = number
            table.characters.append(character)
            return number
        }
    }

    static func character(_ number: UInt32) -> Character {
        table.withLock { $0.characters[Int(number)] }
    }
}
