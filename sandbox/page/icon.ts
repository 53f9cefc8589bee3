/** The favicon: a sheet of paper with a seal. */
export const icon =
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">' +
	'<rect x="2" y="1" width="10" height="14" rx="1" fill="#3b6fd4"/>' +
	'<path d="M4 5h6M4 8h6" stroke="#fff"/><circle cx="11" cy="11.5" r="3.5" fill="#d43b3b"/></svg>';
