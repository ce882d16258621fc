import LaneCanvas
import ThreadTrace
import Themes

/// How one column of a lane is drawn.
struct LaneCell {
    let glyph: Character
    let style: Style

    init(_ column: LaneColumn, in scene: Scene) {
        switch column.activity {
        case .new:
            (glyph, style) = (" ", scene.theme[.canvas])
        case .ready:
            (glyph, style) = (scene.glyphs.ready, scene.style(.ready, holding: column.holds))
        case .running where column.holds != .none:
            (glyph, style) = (scene.glyphs.holding, scene.style(of: column.holds))
        case .running:
            (glyph, style) = (scene.glyphs.running, scene.theme[.running])
        case .waiting where column.holds != .none && column.holds != column.resource:
            (glyph, style) = (
                scene.glyphs.waitingHolding, scene.style(waitingFor: column.resource, holding: column.holds)
            )
        case .waiting:
            (glyph, style) = (scene.glyphs.waiting, scene.style(of: column.resource))
        case .sleeping:
            (glyph, style) = (scene.glyphs.sleeping, scene.style(.sleeping, holding: column.holds))
        case .done:
            (glyph, style) = (scene.glyphs.done, scene.theme[.done])
        case .failed, .deadlocked:
            (glyph, style) = (scene.glyphs.failed, scene.theme[.error])
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
