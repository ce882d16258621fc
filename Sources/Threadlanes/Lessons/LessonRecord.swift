import FoundationEssentials
import LaneView

/// How far somebody has come in each lesson.
struct LessonRecord {
    struct Content: Codable, Equatable {
        var lessons: [String: LessonProgress]
    }

    private let state: StateFile<Content>

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        state = StateFile("lessons.json", environment: environment, sizeLimit: 65_536)
    }

    /// From the beginning where nothing was remembered, or nothing that makes sense.
    func progress(in lesson: String) -> LessonProgress { state.recall()?.lessons[lesson] ?? LessonProgress() }

    func remember(_ progress: LessonProgress, in lesson: String) {
        var content = state.recall() ?? Content(lessons: [:])
        content.lessons[lesson] = progress
        state.remember(content)
    }
}
