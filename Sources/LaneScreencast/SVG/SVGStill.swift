import LaneCanvas

/// One frame as a picture.
package enum SVGStill {
    /// A whole document, of the size of the frame: the header's is not looked at.
    package static func svg(_ frame: Frame, header: ScreencastHeader) -> String {
        var paints = SVGPaints()
        var header = header
        header.size = frame.size
        let document = SVGDocument(header: header)
        let cells = SVGPainting.elements(
            frame.changes(since: nil), of: frame, palette: header.palette, behind: document.canvas,
            paints: &paints)
        return document.beginning + cells + "\n" + document.end(paints)
    }
}
