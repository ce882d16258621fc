import LaneCanvas
import Themes

/// What has to be known of a scene before anything is drawn: how much there is of each thing, and so where it goes.
struct FramePlan {
    let inventory: Inventory
    /// The verdict's lines, when something went wrong, or what there is to answer to the last key.
    let banner: [String]
    let bannerRole: Role
    let layout: LaneLayout

    /// - Parameter notice: what the screen itself has to answer to the last key.
    init(
        _ scene: Scene, _ size: Size, laneCount: Int, needs: LanesArea.Needs, panels: Panels = .all,
        isPresenting: Bool = false, hasKeyBar: Bool = true, notice: String? = nil
    ) {
        inventory = Inventory(scene)
        // What is played does not give away how it ends.
        let isTold = !scene.status.isReplay || scene.isOver
        let verdict = isTold ? scene.trace.verdict?.message ?? "" : ""
        let text = verdict.isEmpty ? scene.status.notice ?? notice ?? "" : "\(scene.glyphs.failed) \(verdict)"
        banner =
            text.isEmpty ? [] : scene.glyphs.wrap(text, size.columns - 2, lines: max(size.rows / 6, 1))
        bannerRole = verdict.isEmpty ? .warning : .error
        let content = LaneLayout.Content(
            lanes: laneCount, primitives: inventory.rowCount, banner: banner.count,
            hasCode: scene.sources.contains(scene.status.file), needs: needs)
        layout =
            isPresenting
            ? LaneLayout(presenting: size, content)
            : LaneLayout(size, content, panels: panels, hasKeyBar: hasKeyBar)
    }
}
