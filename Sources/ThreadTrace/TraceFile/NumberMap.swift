/// The numbers that a file gives to things, and ours, which count from 1 in the order of definition.
///
/// A file that counts as we do costs nothing; any other number costs an entry of a dictionary, however large it is.
struct NumberMap: Sendable {
    /// So many numbers, from 1 on, are the same here as there.
    private var same: Int64 = 0
    private var others: [Int64: UInt32] = [:]

    /// A number that is defined again stands for the new thing from then on: systems use thread numbers anew.
    mutating func define(_ number: Int64, as own: UInt32) {
        if others.isEmpty, number == same + 1, number == Int64(own) {
            same += 1
        } else {
            others[number] = own
        }
    }

    /// Gives all that is defined another number of ours.
    mutating func renumber(_ own: (UInt32) -> UInt32) {
        for number in 1..<(same + 1) { others[number] = others[number] ?? UInt32(number) }
        same = 0
        others = others.mapValues(own)
    }

    subscript(number: Int64) -> UInt32? {
        if !others.isEmpty, let own = others[number] { return own }
        return number >= 1 && number <= same ? UInt32(number) : nil
    }
}
