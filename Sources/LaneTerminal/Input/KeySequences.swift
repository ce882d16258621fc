import LaneCanvas

/// Which escape sequences are keys: what the terminal's description says, and what terminals commonly send, whatever their
/// description says. Where TERM understates the terminal, `vt100` knows no page keys.
struct KeySequences: Hashable {
    private var keys: [[UInt8]: Key]

    /// - Parameter described: the terminal's own, which win.
    init(_ described: [[UInt8]: Key] = [:]) { keys = Self.common.merging(described) { $1 } }

    subscript(sequence: [UInt8]) -> Key? { keys[sequence] }

    /// Names of terminfo's capabilities, those of keys with shift included.
    static let capabilities: [(name: String, key: Key)] =
        [
            ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("kri", .up),
            ("kind", .down),
            ("kLFT", .left), ("kRIT", .right), ("khome", .home), ("kHOM", .home), ("ka1", .home),
            ("kend", .end),
            ("kEND", .end), ("kc1", .end), ("kpp", .pageUp), ("ka3", .pageUp), ("knp", .pageDown),
            ("kc3", .pageDown), ("kent", .enter), ("kbs", .backspace), ("kdch1", .delete), ("kDC", .delete),
            ("kcbt", .backTab),
        ] + (1...63).map { ("kf\($0)", .function($0)) }

    private static let common = Dictionary(
        arrows + edits + functions + keypad, uniquingKeysWith: { first, _ in first })

    private static func sequence(_ rest: String) -> [UInt8] { [0x1B] + Array(rest.utf8) }

    /// In either mode of the cursor keys.
    private static let arrows = [
        ("A", Key.up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end),
    ].flatMap { [(sequence("[" + $0.0), $0.1), (sequence("O" + $0.0), $0.1)] }

    private static let edits = [
        ("[1~", Key.home), ("[7~", .home), ("[4~", .end), ("[8~", .end), ("[5~", .pageUp), ("[6~", .pageDown),
        ("[3~", .delete), ("[Z", .backTab),
    ].map { (sequence($0.0), $0.1) }

    private static let functions =
        zip(["P", "Q", "R", "S"], 1...).flatMap {
            [(sequence("O" + $0), Key.function($1)), (sequence("[" + $0), .function($1))]
        }
        + zip(["A", "B", "C", "D", "E"], 1...).map { (sequence("[[" + $0), .function($1)) }
        + zip([11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24], 1...).map {
            (sequence("[\($0)~"), .function($1))
        }

    /// The keypad in its application mode.
    private static let keypad =
        [("OM", Key.enter)].map { (sequence($0.0), $0.1) }
        + zip("jklmno", "*+,-./").map { (sequence("O\($0)"), .character($1)) }
        + zip("pqrstuvwxyX", "0123456789=").map { (sequence("O\($0)"), .character($1)) }
}
