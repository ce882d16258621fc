import LaneCanvas

/// The parameters of the shortest SGR sequence that makes one style another: from where the pen is, or from a reset.
struct PenChange {
    /// Without the introducer and the final `m`. Empty is a reset.
    private(set) var codes: [UInt8] = []

    init(from old: Style, to new: Style) {
        append(from: old, to: new)
        guard old != Style() else { return }
        var reset = PenChange()
        reset.append("0")
        reset.append(from: Style(), to: new)
        if new == Style() { reset.codes = [] }
        if reset.codes.count <= codes.count { codes = reset.codes }
    }

    private init() {}

    private mutating func append(from old: Style, to new: Style) {
        let gone = old.attributes.subtracting(new.attributes)
        var come = new.attributes.subtracting(old.attributes)
        if !gone.isDisjoint(with: [.bold, .dim]) {
            append("22")
            // One code ends both.
            come.formUnion(new.attributes.intersection([.bold, .dim]))
        }
        if gone.contains(.italic) { append("23") }
        if gone.contains(.underline) { append("24") }
        if gone.contains(.reverse) { append("27") }
        if come.contains(.bold) { append("1") }
        if come.contains(.dim) { append("2") }
        if come.contains(.italic) { append("3") }
        if come.contains(.underline) { append("4") }
        if come.contains(.reverse) { append("7") }
        if old.foreground != new.foreground { append(new.foreground, "38;2", standard: "39") }
        if old.background != new.background { append(new.background, "48;2", standard: "49") }
    }

    private mutating func append(_ color: Color, _ kind: StaticString, standard: StaticString) {
        guard let rgb = color.rgb else { return append(standard) }
        append(kind)
        for channel in [rgb.red, rgb.green, rgb.blue] {
            codes.append(UInt8(ascii: ";"))
            codes += String(channel).utf8
        }
    }

    private mutating func append(_ code: StaticString) {
        if !codes.isEmpty { codes.append(UInt8(ascii: ";")) }
        code.withUTF8Buffer { codes += $0 }
    }
}
