import LaneCanvas

/// What has to be known of a scene before anything is drawn: how much there is of each thing, and so where it goes.
struct FramePlan {
    let inventory: Inventory
    /// The verdict's lines, when something went wrong, or what there is to answer to the last key.
    let banner: [String]
    let bannerRole: Role
    let layout: LaneLayout

    init(_ scene: Scene, _ size: Size) {
        inventory = Inventory(scene)
        let verdict = scene.trace.verdict?.message ?? ""
        let text = verdict.isEmpty ? scene.status.notice ?? "" : "\(scene.glyphs.failed) \(verdict)"
        banner =
            text.isEmpty ? [] : scene.glyphs.wrap(text, size.columns - 2, lines: max(size.rows / 6, 1))
        bannerRole = verdict.isEmpty ? .warning : .error
        layout = LaneLayout(
            size, lanes: scene.trace.threadCount, primitives: inventory.rowCount, banner: banner.count)
    }
}

extension Frame {
    /// Whether a screen fits; where none does, the frame says so, as far as that fits.
    mutating func hasRoom(_ theme: Theme) -> Bool {
        let minimum = LaneLayout.minimum
        if size.columns >= minimum.columns, size.rows >= minimum.rows { return true }
        let text = "window too small: \(size), needs \(minimum)"
        write(
            text, row: size.rows / 2, column: max((size.columns - text.utf8.count) / 2, 0),
            style: theme[.canvas])
        return false
    }
}
