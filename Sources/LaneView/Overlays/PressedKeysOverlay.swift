import LaneCanvas
import Themes

/// The keys that were pressed a moment ago, in a corner: an audience sees what somebody did, not only what came of it.
package struct PressedKeys: Hashable, Sendable {
    /// How long they stay.
    private static let lifetime = Duration.milliseconds(1500)
    private static let most = 6

    private var keys: [Key] = []
    private var age = Duration.zero

    package init() {}

    mutating func press(_ key: Key) {
        keys = Array((keys + [key]).suffix(Self.most))
        age = .zero
    }

    /// So much time has gone by.
    mutating func elapse(_ time: Duration) {
        age += time
        if age >= Self.lifetime { keys = [] }
    }

    func draw(in area: Area, theme: Theme, glyphs: Glyphs, on frame: inout Frame) {
        guard !keys.isEmpty else { return }
        let text = " " + keys.map { $0.name(glyphs) }.joined(separator: "  ") + " "
        let row = max(area.rows.upperBound - 2, 0)
        var style = theme[.key]
        style.attributes.formSymmetricDifference(.reverse)
        frame.write(
            text, row: row, column: max(area.columns.upperBound - 2 - DisplayText.width(of: text), 0),
            style: style)
    }
}
