/// Numbers for the pairs of colours on the screen: terminals colour a cell by such a number, and have only so many.
///
/// Pair 0 is the terminal's own colours. Once full, a table stays full until it is emptied; then every number means
/// something else, and the whole screen has to be drawn again.
struct ColorPairs {
    enum Answer: Hashable {
        case known(Int32)
        /// A number not used before: the terminal has to be told.
        case new(Int32)
        case full
    }

    private struct Colors: Hashable {
        let foreground, background: Int32
    }

    /// How many pairs the terminal has, the pair 0 included.
    private let capacity: Int
    private var numbers: [Colors: Int32] = [:]

    init(capacity: Int) { self.capacity = capacity }

    mutating func number(foreground: Int32, background: Int32) -> Answer {
        if foreground < 0, background < 0 { return .known(0) }
        let colors = Colors(foreground: foreground, background: background)
        if let number = numbers[colors] { return .known(number) }
        guard numbers.count + 1 < capacity else { return .full }
        let number = Int32(numbers.count + 1)
        numbers[colors] = number
        return .new(number)
    }

    mutating func removeAll() { numbers.removeAll(keepingCapacity: true) }
}
