"""How a site looks and what stands around its pages: name, claim, logo, brand colour, header and footer.

Settings of the admin; imports core and portal.pages, imported by no one but templates.
"""
