import LaneCanvas
import ThreadAnalysis
import Themes

/// What has to be known of a scene before anything is drawn: how much there is of each thing, and so where it goes.
struct FramePlan {
    let inventory: Inventory
    /// The verdict's lines, when something went wrong, or what there is to answer to the last key.
    let banner: [String]
    let bannerRole: Role
    /// What is to be tried, where somebody chooses.
    let dare: [String]
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
        // An answer to the last key goes before what has been there all the while.
        let answer = scene.status.notice ?? notice
        let columns = size.columns - 2
        let lines = max(size.rows / 6, 1)
        banner =
            answer.map { scene.glyphs.wrap($0, columns, lines: lines) }
            ?? Self.ending(scene, verdict, columns, lines: lines)
        bannerRole = answer != nil || verdict.isEmpty ? .warning : .error
        dare =
            isPresenting
            ? [] : scene.status.dare?.lines(columns, isMet: scene.isDareMet, scene.glyphs) ?? []
        let content = LaneLayout.Content(
            lanes: laneCount, primitives: inventory.rowCount, dare: dare.count, banner: banner.count,
            hasCode: scene.sources.contains(scene.status.file), hasMessages: scene.trace.messageCount > 0,
            needs: needs)
        layout =
            isPresenting
            ? LaneLayout(presenting: size, content)
            : LaneLayout(size, content, panels: panels, hasKeyBar: hasKeyBar)
    }

    /// How the run ended, and what is wrong with it besides. Where there is no room for both, the verdict is told.
    private static func ending(_ scene: Scene, _ verdict: String, _ columns: Int, lines: Int) -> [String] {
        func wrap(_ text: String, _ lines: Int) -> [String] { scene.glyphs.wrap(text, columns, lines: lines) }
        func whole(_ text: String) -> [String]? {
            let all = wrap(text, lines + 1)
            return all.count <= lines ? all : nil
        }
        let found = found(scene)
        guard !verdict.isEmpty else {
            return found.lazy.compactMap(whole).first ?? wrap(found.last ?? "", lines)
        }
        let failure = "\(scene.glyphs.failed) \(verdict)"
        if let both = found.lazy.compactMap({ whole("\(failure); \($0)") }).first { return both }
        guard !found.isEmpty, lines > 1 else { return wrap(failure, lines) }
        let beside = found.first { DisplayText.width(of: $0) <= columns } ?? found.last ?? ""
        return wrap(failure, lines - 1) + wrap(beside, 1)
    }

    /// What is wrong with a run beside its verdict, in words, and in fewer; nothing where nothing is.
    private static func found(_ scene: Scene) -> [String] {
        guard scene.isOver, let verdict = scene.trace.verdict else { return [] }
        let counts = scene.analysis.findingIndex.countsBesideVerdict
        guard !counts.isEmpty else { return [] }
        let all = counts.reduce(0) { $0 + $1.count }
        let start = verdict.message.isEmpty ? "\(verdict.outcome.word), " : ""
        let end = ": ! shows \(all == 1 ? "it" : "them")"
        return [
            start + counts.map { $0.kind.counted($0.count) }.joined(separator: ", ") + end,
            start + "\(all) finding\(all == 1 ? "" : "s")" + end,
        ]
    }
}
