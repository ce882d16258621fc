import LaneCanvas

/// What a terminal says of the mouse: which button or wheel, where, and with which keys held.
struct MouseReport: Hashable {
    enum Kind: Hashable { case press, release, drag, wheelUp, wheelDown }

    let kind: Kind
    let row: Int
    let column: Int
    let shift: Bool
    let control: Bool

    /// - Parameter sequence: `CSI < button ; column ; row M`, with `m` for a release, or the older `CSI M` and three bytes. Nil for what
    ///   is neither, or says something that nothing is done about.
    init?(_ sequence: [UInt8]) {
        let numbers: [Int]
        let isRelease: Bool
        if sequence.count == 6, sequence.starts(with: Array("\u{1B}[M".utf8)) {
            numbers = sequence[3...].map { Int($0) - 32 }
            isRelease = numbers[0] & 3 == 3
        } else if sequence.starts(with: Array("\u{1B}[<".utf8)) {
            numbers = sequence[3..<sequence.count - 1].split(separator: UInt8(ascii: ";")).compactMap {
                $0.count <= 7 ? Int(String(decoding: $0, as: UTF8.self)) : nil
            }
            isRelease = sequence.last == UInt8(ascii: "m")
        } else {
            return nil
        }
        guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
        let button = numbers[0]
        switch (button & ~0x1C, isRelease) {
        case (_, true): kind = .release
        case (0, _): kind = .press
        case (32, _): kind = .drag
        case (64, _): kind = .wheelUp
        case (65, _): kind = .wheelDown
        default: return nil
        }
        (row, column) = (numbers[2] - 1, numbers[1] - 1)
        (shift, control) = (button & 4 != 0, button & 16 != 0)
    }
}

/// Counts presses that come soon after each other in the same cell.
struct ClickCount {
    private static let interval = Duration.milliseconds(400)

    private var last: (row: Int, column: Int, time: ContinuousClock.Instant)?
    private var isHeld = false

    /// Nil for a release, and for motion after a press that was not seen.
    mutating func event(of report: MouseReport, at now: ContinuousClock.Instant) -> MouseEvent? {
        let kind: MouseEvent.Kind
        var clicks = 1
        switch report.kind {
        case .press:
            let isSecond = last.map {
                $0.row == report.row && $0.column == report.column && now - $0.time <= Self.interval
            }
            isHeld = true
            // A third is a first one again.
            last = isSecond == true ? nil : (report.row, report.column, now)
            kind = .press
            clicks = isSecond == true ? 2 : 1
        case .release:
            isHeld = false
            return nil
        case .drag:
            guard isHeld else { return nil }
            kind = .drag
        case .wheelUp: kind = .wheelUp
        case .wheelDown: kind = .wheelDown
        }
        return MouseEvent(
            row: report.row, column: report.column, kind: kind, shift: report.shift, control: report.control,
            clicks: clicks)
    }
}
