import LaneCanvas
import ThreadTrace

/// How one column of a lane is drawn.
struct LaneCell {
    let glyph: Character
    let style: Style

    init(_ column: LaneColumn, in scene: Scene) {
        let glyphs = scene.glyphs
        let theme = scene.theme
        switch column.activity {
        case .new:
            (glyph, style) = (" ", theme[.canvas])
        case .ready:
            (glyph, style) = (glyphs.ready, scene.style(.ready, holding: column.holds))
        case .running where column.holds != .none:
            (glyph, style) = (glyphs.holding, scene.style(of: column.holds))
        case .running:
            (glyph, style) = (glyphs.running, theme[.running])
        case .waiting:
            (glyph, style) = (glyphs.waiting, scene.style(of: column.resource))
        case .sleeping:
            (glyph, style) = (glyphs.sleeping, scene.style(.sleeping, holding: column.holds))
        case .done:
            (glyph, style) = (glyphs.done, theme[.done])
        case .failed, .deadlocked:
            (glyph, style) = (glyphs.failed, theme[.error])
        }
    }
}

extension LaneColumn {
    /// Whether the two are drawn the same, whether or not a state begins in between.
    func looksLike(_ other: LaneColumn) -> Bool {
        activity == other.activity && holds == other.holds
            && (resource == other.resource || activity != .waiting)
    }
}
