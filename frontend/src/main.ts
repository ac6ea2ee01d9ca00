/** The composition root: finds the page's root element and mounts Prism into it. */
export {};
