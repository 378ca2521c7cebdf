"""Signs an account in by Kerberos and keeps its ticket in a file.

usage: ticket.py SMB_CONF CCACHE ACCOUNT REALM PASSWORD
"""

import sys

from samba.credentials import Credentials
from samba.param import LoadParm

conf, path, account, realm, password = sys.argv[1:]
lp = LoadParm()
lp.load(conf)
creds = Credentials()
creds.guess(lp)
creds.set_username(account)
creds.set_realm(realm)
creds.set_password(password)
creds.get_named_ccache(lp, f"FILE:{path}")
